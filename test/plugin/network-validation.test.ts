import { NetworkValidation } from '../../src/plugin/network-validation';
import { OptionsError } from '../../src/terms/options-error';

const report = { addViolation: () => undefined, submit: () => undefined };

test('a module of rules that is missing stops the plugin, which names it', async () => {
  const plugin = new NetworkValidation({ rules: ['./no-such-rules.js'] });
  const validated = plugin.validate({ manifests: [], report });
  await expect(validated).rejects.toThrow(OptionsError);
  await expect(validated).rejects.toMatchObject({ option: 'rules', value: './no-such-rules.js' });
});

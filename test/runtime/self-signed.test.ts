import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { selfSigned } from '../../src/runtime/self-signed';

test('the certificate is valid now, vouches for itself and belongs to its key', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z.-]{1,200}$/), (name) => {
      const { cert, key } = selfSigned(name);
      const certificate = new X509Certificate(cert);
      expect(certificate.subject).toBe(`CN=${name}`);
      expect(certificate.verify(certificate.publicKey)).toBe(true);
      expect(key).toContain('PRIVATE KEY');
      expect(Date.parse(certificate.validFrom)).toBeLessThanOrEqual(Date.now());
      expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
    }),
    { numRuns: 20 },
  );
});

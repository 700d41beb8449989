import { apr1 } from '../../../../src/dataplane/ingress/nginx/apr1';

// Made by `openssl passwd -apr1`.
it.each([
  ['pass', 'abcdefgh', '$apr1$abcdefgh$rK/lObuciIG5ziaV8BdHR/'],
  ['', 'x', '$apr1$x$tMwYqBfQwi3FYAr0aJc8M/'],
  ['a password of more than sixteen characters', 'saltsalt', '$apr1$saltsalt$e4EbMvW0wpu6omlUGkVqo/'],
])('%s', (password, salt, hash) => {
  expect(apr1(password, salt)).toBe(hash);
});

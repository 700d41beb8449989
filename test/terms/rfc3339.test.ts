import * as fc from 'fast-check';
import { rfc3339Error } from '../../src/terms/rfc3339';

describe('times', () => {
  it('are all those that JavaScript writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(rfc3339Error(date.toISOString())).toBeUndefined();
        },
      ),
    );
  });

  it.each([
    ['', 'cannot parse "" as "2006"'],
    ['yesterday', 'cannot parse "yesterday" as "2006"'],
    ['2020-01-01', 'cannot parse "" as "T"'],
    ['2020-01-01T00:00:00', 'cannot parse "" as "Z07:00"'],
    ['2020-13-01T00:00:00Z', 'month out of range'],
    ['2020-13-01 00:00:00Z', 'month out of range'],
    ['2020-01-32T24:00:00', 'hour out of range'],
    ['2020-01-32T00:00:00', 'cannot parse "" as "Z07:00"'],
    ['2021-02-29T00:00:00Z', 'day out of range'],
    ['2020-01-01T00:00:60Z', 'second out of range'],
    ['2020-01-01T00:00:00Z ', 'extra text: " "'],
    ['2020-01-01T00:00:00+25:00', 'time zone offset hour out of range'],
    ['2020-01-01T00:00:00-01:61', 'time zone offset minute out of range'],
  ])('refuses %j', (text, why) => {
    expect(rfc3339Error(text)).toContain(why);
  });

  it.each(['2020-01-01T0:00:00Z', '2020-01-01T00:00:00,5Z', '2020-01-01T00:00:00+24:60'])(
    'are what Go takes beyond RFC 3339: %s',
    (text) => {
      expect(rfc3339Error(text)).toBeUndefined();
    },
  );

  it('may have a zone and fractions', () => {
    expect(rfc3339Error('2020-02-29T23:59:59.123456+05:30')).toBeUndefined();
  });
});

import { eachOf, Queues } from '../../src/targets/concurrency';

const tick = () => new Promise((resolve) => setImmediate(resolve));

test('results keep the order of the items, and no more run than the limit', async () => {
  let running = 0;
  let most = 0;
  const results = await eachOf([3, 1, 2, 5, 4], 2, async (item) => {
    most = Math.max(most, ++running);
    for (let left = item; left > 0; left--) await tick();
    running -= 1;
    return item * 10;
  });
  expect(results).toEqual([30, 10, 20, 50, 40]);
  expect(most).toBe(2);
});

test('an item that leaves its place lets the next one begin, once, and is waited for', async () => {
  const events: string[] = [];
  const results = await eachOf(['waits', 'second', 'third'], 1, async (item, leave) => {
    events.push(item);
    if (item === 'waits') {
      leave();
      leave();
      for (let left = 9; left > 0; left--) await tick();
    }
    await tick();
    events.push(`${item} ends`);
    return item;
  });
  expect(results).toEqual(['waits', 'second', 'third']);
  expect(events).toEqual(['waits', 'second', 'second ends', 'third', 'third ends', 'waits ends']);
});

test('no items, no work', async () => {
  expect(await eachOf([], 4, () => Promise.reject(new Error('never called')))).toEqual([]);
});

test('after a failure nothing is begun, and nothing is left under way', async () => {
  const events: string[] = [];
  const results = eachOf(['fails', 'under way', 'not begun'], 2, async (item) => {
    events.push(item);
    if (item === 'fails') throw new Error('it fails');
    for (let left = 3; left > 0; left--) await tick();
    events.push(`${item} to the end`);
  });
  await expect(results).rejects.toThrow('it fails');
  expect(events).toEqual(['fails', 'under way', 'under way to the end']);
});

test('work of one name runs one after the other, also after a failure', async () => {
  const queues = new Queues();
  const events: string[] = [];
  const work = (id: string) => async () => {
    events.push(`${id} starts`);
    await tick();
    events.push(`${id} ends`);
    if (id === 'a') throw new Error('a fails');
  };
  const [a, b, other] = [queues.run('x', work('a')), queues.run('x', work('b')), queues.run('y', work('c'))];
  await expect(a).rejects.toThrow('a fails');
  await Promise.all([b, other]);
  expect(events.filter((event) => !event.startsWith('c'))).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
  expect(events.indexOf('c starts')).toBeLessThan(events.indexOf('b starts'));
});

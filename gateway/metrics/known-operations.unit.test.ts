import { describe, expect, it } from '@jest/globals';
import { createOperationLabels, OTHER, type OperationLabels } from './known-operations.js';

function given() {
  const forgotten: OperationLabels[] = [];
  const labelsOf = createOperationLabels((labels) => forgotten.push(labels));
  const use = (name: string, times: number): OperationLabels => {
    let labels = OTHER;
    for (let time = 0; time < times; time += 1) labels = labelsOf(name, 'abcdef0123456789');
    return labels;
  };
  return { forgotten, labelsOf, use };
}

describe('the labels of operations', () => {
  it('are their own from the fifth occurrence on', () => {
    const { use } = given();
    expect(use('Agenda', 4)).toBe(OTHER);
    expect(use('Agenda', 1)).toEqual({ name: 'Agenda', hash: 'abcdef012345' });
    expect(use('', 5)).toMatchObject({ name: 'anonymous' });
    expect(use('N'.repeat(500), 5).name).toHaveLength(60);
  });

  it('are not crowded out by operations that come once', () => {
    const { use, labelsOf, forgotten } = given();
    use('Agenda', 5);
    for (let n = 0; n < 5000; n += 1) expect(labelsOf('Junk', String(n))).toBe(OTHER);
    expect(use('Agenda', 1).name).toBe('Agenda');
    expect(forgotten).toEqual([]);
  });

  it('are a hundred at most, and the one used longest ago makes room', () => {
    const { use, forgotten } = given();
    for (let n = 0; n < 100; n += 1) use(`O${String(n)}`, 5);
    use('O0', 1);
    use('O100', 5);
    expect(forgotten.map(({ name }) => name)).toEqual(['O1']);
  });
});

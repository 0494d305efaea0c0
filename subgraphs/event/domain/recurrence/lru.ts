/** A memory of at most `capacity` results of `make`, by key; the one used longest ago is forgotten first. */
export function remember<Value>(capacity: number, make: (key: string) => Value): (key: string) => Value {
  const kept = new Map<string, Value>();
  return (key) => {
    let value = kept.get(key);
    if (value === undefined) value = make(key);
    else kept.delete(key);
    kept.set(key, value);
    if (kept.size > capacity) {
      const oldest = kept.keys().next();
      if (!oldest.done) kept.delete(oldest.value);
    }
    return value;
  };
}

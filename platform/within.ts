/** The promise's own answer, or a rejection once `milliseconds` have passed. The promise itself goes on. */
export function within<T>(milliseconds: number, promise: Promise<T>, otherwise = `No answer within ${String(milliseconds)} ms.`): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(otherwise)), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

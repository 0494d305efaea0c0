/** What is known of a step, beside its name and how long it took. No personal data, no values that callers sent. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A step while it is under way. */
export interface ActiveSpan {
  set(name: string, value: string | number | boolean): void;
}

/** Which work leaves a span: any; that which does not answer at once; that which is part of another step. */
export type Worth = 'always' | 'if-async' | 'within';

/** What makes spans out of steps, once tracing is switched on. */
export interface SpanMaker {
  /** Runs `work` as a step of the step that is under way. */
  run<T>(name: string, attributes: Attributes, work: (span: ActiveSpan) => T, worth: Worth): T;
}

let maker: SpanMaker | null = null;
/** Stands in for a span where none is made. */
export const NO_SPAN: ActiveSpan = { set: () => undefined };

/** Switches tracing on for the whole process, or off. */
export function setSpanMaker(next: SpanMaker | null): void {
  maker = next;
}

/** Whether steps are traced. */
export const isTracing = (): boolean => maker !== null;

/** Runs `work`, as a span where tracing is on; otherwise nothing is added to it. The span ends with the promise that it gives. */
export function traced<T>(name: string, attributes: Attributes, work: (span: ActiveSpan) => T): T {
  return maker ? maker.run(name, attributes, work, 'always') : work(NO_SPAN);
}

/** The same for work that is worth a span only where it does not answer at once. */
export function tracedIfAsync<T>(name: string, attributes: Attributes, work: (span: ActiveSpan) => T): T {
  return maker ? maker.run(name, attributes, work, 'if-async') : work(NO_SPAN);
}

/** The same for work that is worth a span only as part of a step: loops in the background do it again and again. */
export function tracedWithin<T>(name: string, attributes: Attributes, work: (span: ActiveSpan) => T): T {
  return maker ? maker.run(name, attributes, work, 'within') : work(NO_SPAN);
}

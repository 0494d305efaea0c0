import { badInput, type InputIssue } from '../../../platform/errors.js';

/** Collects what is wrong with an input, so that the caller hears all of it at once. */
export class InputCheck {
  private readonly issues: InputIssue[] = [];

  /** Paths of faults begin with these. */
  constructor(private readonly prefix: readonly (string | number)[] = ['input']) {}

  /** Keeps the fault of this field, if there is one. */
  add(field: string, fault: string | null): this {
    if (fault !== null) this.issues.push({ path: [...this.prefix, field], message: fault });
    return this;
  }

  /** @throws BAD_USER_INPUT when anything was wrong. */
  end(): void {
    if (this.issues.length > 0) throw badInput(...this.issues);
  }
}

import { inspect } from 'node:util';

/** A value that shows itself to whoever asks by name, and to no log, error, template or serialiser. */
export class Secret<Value = string> {
  readonly #value: Value;
  constructor(value: Value) {
    this.#value = value;
    Object.freeze(this);
  }
  /** Call it where the value is used, and nowhere earlier. */
  reveal(): Value {
    return this.#value;
  }
  toString(): string {
    return '***';
  }
  toJSON(): string {
    return '***';
  }
  [inspect.custom](): string {
    return '***';
  }
}

import { sentence } from '../domain/findings.js';
import type { Rule } from '../rules/rule.js';

/** The whole file cannot be taken: nothing of it is recorded but the refusal itself. */
export class Refusal extends Error {
  readonly code: string;

  constructor(rule: Rule, message: string) {
    super(sentence(message));
    this.name = 'Refusal';
    this.code = rule.code;
  }
}

import type { Finding } from '../domain/findings.js';
import { noted, type Rule } from './rule.js';

/** A normalised name as it is compared: without any white space, case folded (upper case first, so that ß is SS). */
const comparable = (name: string): string => name.replace(/\s+/gu, '').toUpperCase().toLowerCase();

/** Four eyes (双人复核): whoever did it (经办人) must not be the one who looked it over (复核人). Source: rules.md §6. */
export function checkFourEyes(rule: Rule, maker: string, checker: string): Finding[] {
  if (comparable(maker) !== comparable(checker)) return [];
  return [noted(rule, `经办人与复核人同为"${maker}",须由两人分别经办和复核。请换人复核后重新报送。`)];
}

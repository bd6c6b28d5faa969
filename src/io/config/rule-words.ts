import { z } from 'zod';
import { KINDS } from '../../domain/kinds.js';
import type { Catalogue } from '../../domain/rule-words.js';
import type { ConfigFile } from './config-files.js';
import { readYaml } from './yaml.js';

const text = z.string().min(1);
const texts = z.array(text);

const RULE = z.strictObject({
  title: text,
  kinds: z.union([z.literal('all'), z.array(z.enum(KINDS)).min(1)]),
  parameters: texts,
  needs: texts.optional(),
  rests_on: z.literal('policy').optional(),
  reading: text.optional(),
  remedy: text.optional(),
});
const CALCULATION = z.strictObject({ done_by: text, parameters: texts, reading: text.optional() });
const FILE = z.strictObject({ rules: z.record(text, RULE), calculations: z.record(text, CALCULATION) });

/** `rules.yaml`: the catalogue's words, in its order. @throws ConfigError */
export function readRuleWords(file: ConfigFile): Catalogue {
  const { rules, calculations } = readYaml(file, FILE).value;
  return {
    rules: Object.entries(rules).map(
      ([code, { title, kinds, parameters, needs, rests_on, reading, remedy }]) => ({
        code,
        title,
        kinds: kinds === 'all' ? KINDS : kinds,
        parameters,
        needs: needs ?? [],
        restsOnPolicy: rests_on === 'policy',
        reading,
        remedy,
      }),
    ),
    calculations: Object.entries(calculations).map(([name, { done_by: doneBy, parameters, reading }]) => ({
      name,
      doneBy,
      parameters,
      reading,
    })),
  };
}

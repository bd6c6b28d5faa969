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
  fixed: z.literal('是').optional(),
  reading: text.optional(),
  remedy: text.optional(),
});
const CALCULATION = z.strictObject({
  done_by: text,
  parameters: texts,
  needs: texts.optional(),
  reading: text.optional(),
});
const PARAMETER = z.strictObject({ title: text, unit: text, judged_on: text });
const FILE = z.strictObject({
  rules: z.record(text, RULE),
  calculations: z.record(text, CALCULATION),
  parameters: z.record(text, PARAMETER),
});

/** `rules.yaml`: the catalogue's words, in its order. @throws ConfigError */
export function readRuleWords(file: ConfigFile): Catalogue {
  const { rules, calculations, parameters } = readYaml(file, FILE).value;
  return {
    rules: Object.entries(rules).map(
      ([code, { title, kinds, parameters, needs, rests_on, fixed, reading, remedy }]) => ({
        code,
        title,
        kinds: kinds === 'all' ? KINDS : kinds,
        parameters,
        needs: needs ?? [],
        restsOnPolicy: rests_on === 'policy',
        fixed: fixed !== undefined,
        reading,
        remedy,
      }),
    ),
    calculations: Object.entries(calculations).map(([name, { done_by: doneBy, needs, ...rest }]) => ({
      name,
      doneBy,
      needs: needs ?? [],
      parameters: rest.parameters,
      reading: rest.reading,
    })),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([key, { judged_on: judgedOn, ...rest }]) => [
        key,
        { judgedOn, ...rest },
      ]),
    ),
  };
}

import { z } from 'zod';
import type { Reading } from '../../domain/reading.js';
import type { ArticleEntry } from '../../domain/rule-words.js';
import type { ConfigFile } from './config-files.js';
import { readYaml } from './yaml.js';

/** What packs say for people alone: how each article is carried out, and what can be read two ways. */

const text = z.string().min(1);
const texts = z.array(text).min(1);

const ARTICLES = z.record(
  text,
  z.strictObject({ gist: text, outputs: texts.optional(), not_software: text.optional() }),
);

/** `articles.yaml` of a document, in its order. @throws ConfigError */
export function readArticles(file: ConfigFile): readonly ArticleEntry[] {
  const { value } = readYaml(file, ARTICLES);
  return Object.entries(value).map(([article, { gist, outputs, not_software: notSoftware }]) => ({
    article,
    gist,
    outputs: outputs ?? [],
    notSoftware,
  }));
}

const READINGS = z.array(
  z.strictObject({
    question: text,
    article: text,
    taken: text,
    other: text,
    held_by: text,
    worth: text,
    replay: z.strictObject({ schemes: texts, key: text, value: text }).optional(),
  }),
);

/** `policy/readings.yaml`; packs may be without. @throws ConfigError */
export function readReadings(file: ConfigFile | undefined): readonly Reading[] {
  if (file === undefined) return [];
  return readYaml(file, READINGS).value.map(({ held_by: heldBy, replay, ...rest }) => ({
    ...rest,
    heldBy,
    replay,
  }));
}

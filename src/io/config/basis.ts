import { z } from 'zod';
import {
  articlesIn,
  type Basis,
  type CalculationWords,
  type Catalogue,
  type RuleWords,
} from '../../domain/rule-words.js';
import { ConfigError } from './config-error.js';
import type { ConfigFile } from './config-files.js';
import { readYaml } from './yaml.js';

/** A pack's `rules.yaml`: for each code and calculation its article and sentences, or that the policy has none. */

const text = z.string().min(1);
const words = {
  article: text.optional(),
  quotes: z.array(text).optional(),
  reading: text.optional(),
};
const RULE = z.strictObject({
  ...words,
  severity: z.enum(['reject', 'refer', 'info', 'off']).optional(),
  remedy: text.optional(),
  says: text.optional(),
  silent: text.optional(),
});
const OFF = z.literal('off');
const OTHERWISE = '应为off,或{article: …, quotes: [...]},或{silent: …}';
const FILE = z.strictObject({
  rules: z.record(
    text,
    z
      .union([OFF, RULE], { error: OTHERWISE })
      .transform((said) => (said !== OFF.value && said.severity === 'off' ? OFF.value : said)),
  ),
  calculations: z.record(text, z.union([OFF, z.strictObject(words)], { error: OTHERWISE })),
});

type BasisFile = z.infer<typeof FILE>;
const NONE = {
  article: undefined,
  quotes: [],
  reading: undefined,
  remedy: undefined,
  says: undefined,
  silent: undefined,
};

/**
 * By code or name. Every rule that rests on a policy, and every calculation, must be said something of.
 * @param has keys of the parameters that the document has
 * @param articles the document's articles
 * @throws ConfigError
 */
export function readBases(
  file: ConfigFile,
  catalogue: Catalogue,
  has: readonly string[],
  articles: readonly string[],
): ReadonlyMap<string, Basis> {
  const yaml = readYaml(file, FILE);
  const { rules, calculations } = yaml.value;
  const fail = (path: readonly string[], reason: string): never => {
    throw new ConfigError(file.name, yaml.lineOf(path), reason);
  };
  const missing = (names: readonly string[], where: 'rules' | 'calculations'): void => {
    const [first] = names.filter((name) => yaml.value[where][name] === undefined);
    if (first !== undefined) fail([where], `没有写${first}:写明依据,没有这一条的写off`);
  };
  const checkArticle = (path: readonly string[], { article }: Basis): void => {
    if (article === undefined) return;
    const strange = articlesIn(article).find((one) => !articles.includes(one));
    if (strange !== undefined) fail([...path, 'article'], `${path.at(-1)}引用的${strange},articles.yaml没有`);
  };
  missing(
    catalogue.rules.filter((one) => one.restsOnPolicy).map(({ code }) => code),
    'rules',
  );
  missing(
    catalogue.calculations.map(({ name }) => name),
    'calculations',
  );
  const bases = new Map<string, Basis>();
  for (const [code, said] of Object.entries(rules)) {
    const known = catalogue.rules.find((one) => one.code === code);
    if (known === undefined) return fail(['rules', code], `没有代码${code}`);
    const reason = faultOf(known, said, has);
    if (reason !== undefined) fail(['rules', code], `${code}${reason}`);
    const basis = withWords(basisOf(said, mayRefer(known)), known);
    checkArticle(['rules', code], basis);
    bases.set(code, basis);
  }
  for (const [name, said] of Object.entries(calculations)) {
    const known = catalogue.calculations.find((one) => one.name === name);
    if (known === undefined) return fail(['calculations', name], `没有名为${name}的计算`);
    const reason = calculationFault(known, said, has);
    if (reason !== undefined) fail(['calculations', name], `${name}${reason}`);
    const basis = withWords(basisOf(said, false), known);
    checkArticle(['calculations', name], basis);
    bases.set(name, basis);
  }
  return bases;
}

type Said = BasisFile['rules'][string] | BasisFile['calculations'][string];

/** Rows of these files can wait for an operator; other rules of which a policy is silent go on as usual, without an article. */
const mayRefer = ({ kinds, fixed }: RuleWords): boolean =>
  !fixed && kinds.some((kind) => kind === 'filing' || kind === 'claim');

function basisOf(said: Said, refers: boolean): Basis {
  if (said === 'off') return { ...NONE, severity: 'off' };
  const silent = 'silent' in said ? said.silent : undefined;
  const severity = 'severity' in said ? said.severity : undefined;
  return {
    severity: silent === undefined || !refers ? severity : 'refer',
    article: said.article,
    quotes: said.quotes ?? [],
    reading: said.reading,
    remedy: 'remedy' in said ? said.remedy : undefined,
    says: 'says' in said ? said.says : undefined,
    silent,
  };
}

/** Where neither the catalogue nor the pack says how a rule is read or what is to be done about it. */
function withWords(
  basis: Basis,
  known: Pick<RuleWords, 'reading'> & Partial<Pick<RuleWords, 'remedy'>>,
): Basis {
  if (basis.severity === 'off') return basis;
  const { reading, remedy } = basis;
  return {
    ...basis,
    reading: reading ?? (known.reading === undefined ? '照条文的字面理解。' : undefined),
    remedy:
      remedy ??
      ('remedy' in known && known.remedy === undefined ? '核对后重报,待核的等待托管机构审核。' : undefined),
  };
}

function faultOf(
  rule: RuleWords,
  said: BasisFile['rules'][string],
  has: readonly string[],
): string | undefined {
  if (said === 'off') {
    if (rule.fixed) return '不能关闭:账簿靠它才对得上';
    return rule.restsOnPolicy ? undefined : '是数据和流程的要求,不能关闭';
  }
  if (rule.fixed && said.severity !== undefined && said.severity !== 'reject')
    return '不能改变结果:账簿靠它才对得上';
  if (!rule.restsOnPolicy && (said.article !== undefined || said.severity !== undefined))
    return '是数据和流程的要求,不写依据和结果';
  if (rule.restsOnPolicy && said.article === undefined && said.silent === undefined)
    return '没有依据:写article,政策未作规定的写silent';
  if (said.article !== undefined && (said.quotes ?? []).length === 0) return '没有引文:写quotes';
  if (said.silent !== undefined && said.severity !== undefined && said.severity !== 'refer')
    return '政策未作规定的只能是refer';
  const lacks = rule.needs.find((key) => !has.includes(key));
  if (lacks !== undefined && said.silent === undefined)
    return `需要参数${lacks},document.yaml没有;没有这一条的写off,政策未作规定的写silent`;
  return undefined;
}

function calculationFault(
  calculation: CalculationWords,
  said: BasisFile['calculations'][string],
  has: readonly string[],
): string | undefined {
  if (said === 'off') return undefined;
  const lacks = calculation.needs.find((key) => !has.includes(key));
  if (lacks !== undefined) return `需要参数${lacks},document.yaml没有;没有这一项的写off`;
  return said.article === undefined || (said.quotes ?? []).length === 0
    ? '没有依据:写article和quotes'
    : undefined;
}

import { Link } from '@tanstack/react-router';
import type { StoryStep } from '../api/types.js';
import { Facts } from '../parts/facts.js';
import { pair } from './facts-pair.js';

type Rule = NonNullable<StoryStep['rules']>[number];
const QUIET = '未触发';

/** Rules as they were applied: those that spoke are open, the others folded away but there. */
export function StepRules({ rules }: { readonly rules: readonly Rule[] }) {
  const spoke = rules.filter(({ verdict }) => verdict !== QUIET);
  const rest = rules.filter(({ verdict }) => verdict === QUIET);
  return (
    <details>
      <summary>
        规则:{rules.length}条{spoke.length > 0 ? `,其中${spoke.length}条有结论` : ''}
      </summary>
      {[...spoke, ...rest].map((rule) => (
        <RuleApplied key={rule.code} rule={rule} />
      ))}
    </details>
  );
}

function RuleApplied({ rule }: { readonly rule: Rule }) {
  const { code, title, article, verdict, message, parameters, facts } = rule;
  return (
    <div className="rule">
      <p>
        <Link to="/rules" search={{ code }}>
          {code}
        </Link>{' '}
        {title}:<strong>{verdict}</strong> <span className="under">{article}</span>
      </p>
      {message !== '' && <p>{message}</p>}
      {parameters.length + facts.length > 0 && <Facts facts={[...parameters, ...facts].map(pair)} />}
    </div>
  );
}

import type { StoryStep } from '../api/types.js';
import { Facts } from '../parts/facts.js';
import { NumberLink } from '../parts/number-link.js';
import { StateTag } from '../parts/state-tag.js';
import { pair } from './facts-pair.js';
import { StepRules } from './step-rules.js';

/** What happened to a loan, in order: row, findings, rules, and every amount by the arithmetic that made it. */
export function StorySteps({ steps }: { readonly steps: readonly StoryStep[] }) {
  return (
    <ol className="story">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a story only grows, its steps keep their place
        <li key={index}>
          <div className="story-head">
            <time dateTime={step.on}>{step.on}</time>
            <strong>{step.title}</strong>
            <StateTag state={step.outcome} />
            <NumberLink number={step.number} />
          </div>
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step }: { readonly step: StoryStep }) {
  const { findings = [], rules = [], amounts = [], facts = [], source } = step;
  return (
    <>
      {findings.length > 0 && (
        <ul className="findings">
          {findings.map(({ code, message, article }) => (
            <li key={`${code}${message}`}>
              <code>{code}</code> {message} <span className="under">{article}</span>
            </li>
          ))}
        </ul>
      )}
      {amounts.length > 0 && <Facts facts={amounts.map(pair)} />}
      {facts.length > 0 && <Facts facts={facts.map(pair)} />}
      {rules.length > 0 && <StepRules rules={rules} />}
      {source !== undefined && (
        <details>
          <summary>
            原始行:{source.file} 第{source.row}行
          </summary>
          <Facts
            facts={[
              ...source.cells.map(pair).filter(([, cell]) => cell !== ''),
              ['编码', source.encoding],
              ['文件SHA-256', source.sha256],
              ['配置', source.configuration],
            ]}
          />
        </details>
      )}
    </>
  );
}

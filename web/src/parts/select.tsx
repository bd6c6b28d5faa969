import { useId } from 'react';
import type { Choice } from './choice.js';

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly set: (value: string) => void;
  /** What stands for no choice; without it one must be made. */
  readonly none?: string;
}

/** A choice among a few words, with its name above it. */
export function Select({ label, value, choices, set, none }: SelectProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="select" value={value} onChange={(event) => set(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {choices.map((choice) => {
          const { value: word, text } = typeof choice === 'string' ? { value: choice, text: choice } : choice;
          return (
            <option key={word} value={word}>
              {text}
            </option>
          );
        })}
      </select>
    </div>
  );
}

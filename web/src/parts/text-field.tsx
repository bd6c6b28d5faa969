import { Input } from 'antd';
import { useId } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly type?: 'text' | 'search' | 'password';
  readonly lines?: number;
  readonly hint?: string;
  readonly problem?: string | undefined;
}

/** A field with its name above it; what is wrong with it stands below. */
export function TextField({ label, value, set, type, lines, hint, problem }: TextFieldProps) {
  const id = useId();
  const common = {
    id,
    value,
    'aria-invalid': problem !== undefined,
    ...(problem === undefined ? {} : { status: 'error' as const, 'aria-describedby': `${id}-problem` }),
    ...(hint === undefined ? {} : { placeholder: hint }),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {lines === undefined ? (
        <Input {...common} type={type ?? 'text'} onChange={(event) => set(event.target.value)} />
      ) : (
        <Input.TextArea {...common} rows={lines} onChange={(event) => set(event.target.value)} />
      )}
      {problem !== undefined && (
        <span id={`${id}-problem`} className="problem">
          {problem}
        </span>
      )}
    </div>
  );
}

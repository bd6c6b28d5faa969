import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { ApiError, get } from '../api/client.js';
import { logIn, sessionQuery } from '../api/session.js';
import type { Oidc } from '../api/types.js';
import { moment } from '../parts/words.js';
import { messageOf } from '../parts/states.js';

/** Where one begins; the shell goes on from here once there is a session. Who has a second factor asks for its field; a refusal shows it too. */
export function Login() {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [otp, setOtp] = useState('');
  const [asksOtp, setAsksOtp] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const queries = useQueryClient();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    try {
      const session = await logIn(login.trim(), password, otp.trim());
      queries.setQueryData(sessionQuery.queryKey, session);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) setAsksOtp(true);
      setProblem(why(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="login">
      <h1>贷款风险补偿资金</h1>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="用户名" value={login} set={setLogin} autoComplete="username" first />
        <Field label="密码" value={password} set={setPassword} autoComplete="current-password" secret />
        {asksOtp ? (
          <Field
            label="动态口令(未设的不填)"
            value={otp}
            set={setOtp}
            autoComplete="one-time-code"
            first
            optional
          />
        ) : (
          <Button type="link" className="otp" onClick={() => setAsksOtp(true)}>
            我设有动态口令
          </Button>
        )}
        {problem !== '' && (
          <p role="alert" className="note note-red">
            {problem}
          </p>
        )}
        <Button type="primary" htmlType="submit" block loading={busy}>
          登录
        </Button>
      </form>
      <SingleSignOn />
      <p className="quiet">没有账号或忘记密码,请找管理员。</p>
    </main>
  );
}

/** Where the institution has a login of its own for all its programs. */
function SingleSignOn() {
  const { data } = useQuery({ queryKey: ['oidc'], queryFn: () => get<Oidc>('/oidc') });
  if (data?.configured !== true) return null;
  return (
    <Button block href="/api/oidc/login">
      用{data.name}登录
    </Button>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly autoComplete: string;
  readonly secret?: boolean;
  readonly first?: boolean;
  readonly optional?: boolean;
}

function Field({ label, value, set, autoComplete, secret, first, optional }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type={secret === true ? 'password' : 'text'}
        value={value}
        autoComplete={autoComplete}
        autoFocus={first === true}
        required={optional !== true}
        onChange={(event) => set(event.target.value)}
      />
    </div>
  );
}

function why(error: unknown): string {
  const until = error instanceof ApiError && error.status === 423 ? error.until : undefined;
  return until === undefined ? messageOf(error) : `${messageOf(error)}(${moment(until)}后可再试)`;
}

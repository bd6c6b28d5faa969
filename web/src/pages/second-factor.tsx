import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { ask, post } from '../api/client.js';
import { useMe } from '../api/me.js';
import { sessionQuery } from '../api/session.js';
import type { TotpSecret } from '../api/types.js';
import { Facts } from '../parts/facts.js';
import { Problem } from '../parts/problem.js';
import { TextField } from '../parts/text-field.js';

/** 动态口令: six digits of an authenticator program, asked besides the password. */
export function SecondFactor() {
  const me = useMe();
  const queries = useQueryClient();
  const [secret, setSecret] = useState<TotpSecret>();
  const [password, setPassword] = useState('');
  const [otp, setOtp] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const work = async (step: () => Promise<void>): Promise<void> => {
    setProblem(undefined);
    try {
      await step();
    } catch (error) {
      setProblem(error);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void work(async () => {
      await ask(me.totp ? 'DELETE' : 'PUT', '/session/totp', { password, otp: otp.trim() });
      setSecret(undefined);
      setPassword('');
      setOtp('');
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    });
  };
  return (
    <form className="panel" onSubmit={submit}>
      <h2>动态口令</h2>
      <p>
        {me.totp ? '已启用:登录时除密码外还要一次性口令。' : '未启用。启用后,登录时除密码外还要一次性口令。'}
      </p>
      {!me.totp && secret === undefined && (
        <Button onClick={() => void work(async () => setSecret(await post('/session/totp')))}>
          开始设置
        </Button>
      )}
      {secret !== undefined && (
        <Facts
          facts={[
            ['密钥', secret.secret],
            ['地址', secret.uri],
          ]}
        />
      )}
      {(me.totp || secret !== undefined) && (
        <>
          {secret !== undefined && <p>在口令程序中录入密钥,再填密码和显示的6位口令。</p>}
          <TextField label="密码" type="password" value={password} set={setPassword} />
          <TextField label="动态口令(6位)" value={otp} set={setOtp} />
          <Button htmlType="submit" disabled={password === '' || !/^\d{6}$/.test(otp.trim())}>
            {me.totp ? '停用' : '启用'}
          </Button>
        </>
      )}
      <Problem error={problem} />
    </form>
  );
}

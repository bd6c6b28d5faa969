import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { post } from '../api/client.js';
import { useMe } from '../api/me.js';
import { forgetSession } from '../api/session.js';
import { ROLE_NAMES } from '../app/roles.js';
import { Facts } from '../parts/facts.js';
import { Problem } from '../parts/problem.js';
import { TextField } from '../parts/text-field.js';
import { moment } from '../parts/words.js';
import { SecondFactor } from './second-factor.js';

/** 我的账号: one's own password and second factor. */
export function Me() {
  const me = useMe();
  return (
    <>
      <div className="page-head">
        <h1>我的账号</h1>
      </div>
      <section className="panel">
        <Facts
          facts={[
            ['用户名', me.login],
            ['姓名', me.name],
            ['角色', `${ROLE_NAMES[me.role]}${me.bank === undefined ? '' : ` ${me.bank}`}`],
            ['本次登录至迟到', moment(me.ends_at)],
          ]}
        />
      </section>
      {me.local ? (
        <div className="columns">
          <NewPassword />
          <SecondFactor />
        </div>
      ) : (
        <p>密码和动态口令由贵单位的统一认证管理。</p>
      )}
    </>
  );
}

function NewPassword() {
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblem(undefined);
    try {
      await post('/session/password', { password, new_password: next });
      forgetSession(queries);
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <form className="panel" onSubmit={(event) => void submit(event)}>
      <h2>修改密码</h2>
      <TextField label="现在的密码" type="password" value={password} set={setPassword} />
      <TextField label="新密码(至少12个字符)" type="password" value={next} set={setNext} />
      <p className="quiet">修改后所有会话结束,用新密码重新登录。</p>
      <Button htmlType="submit" disabled={password === '' || next.length < 12}>
        修改
      </Button>
      <Problem error={problem} />
    </form>
  );
}

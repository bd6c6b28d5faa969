import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { get } from '../api/client.js';
import type { Granted, NewUser, Oidc, Role } from '../api/types.js';
import { ROLE_NAMES } from '../app/roles.js';
import { Select } from '../parts/select.js';
import { TextField } from '../parts/text-field.js';
import type { Act } from './users.js';

export const ROLES = Object.entries(ROLE_NAMES).map(([value, text]) => ({ value, text }));

export function NewUserForm({ act }: { readonly act: Act }) {
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<string>('maker');
  const [bank, setBank] = useState('');
  const [elsewhere, setElsewhere] = useState(false);
  const oidc = useQuery({ queryKey: ['oidc'], queryFn: () => get<Oidc>('/oidc') }).data;
  const ofBank = role === 'bank' || role === 'bank-approver';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const user: NewUser = {
      login: login.trim(),
      name: name.trim(),
      role: role as Role,
      ...(ofBank ? { bank: bank.trim().toUpperCase() } : {}),
      ...(elsewhere ? { elsewhere } : {}),
    };
    await act('/users', user);
  };
  return (
    <form className="panel filters" onSubmit={(event) => void submit(event)}>
      <TextField label="新用户名" value={login} set={setLogin} hint="小写字母和数字" />
      <TextField label="姓名" value={name} set={setName} />
      <Select label="角色" choices={ROLES} value={role} set={setRole} />
      {ofBank && <TextField label="银行代码" value={bank} set={setBank} />}
      {oidc?.configured === true && (
        <label className="tick">
          <input
            type="checkbox"
            checked={elsewhere}
            onChange={(event) => setElsewhere(event.target.checked)}
          />{' '}
          只由{oidc.name}登录,不设密码
        </label>
      )}
      <Button type="primary" htmlType="submit" disabled={login.trim() === '' || name.trim() === ''}>
        新增
      </Button>
    </form>
  );
}

/** A new password is shown once and kept nowhere. */
export function GrantedNote({ granted }: { readonly granted: Granted }) {
  if (granted.state === 'waiting')
    return (
      <p className="note note-orange" role="status">
        {granted.login}:已提出,等另一管理员同意后生效。
      </p>
    );
  return (
    <p className="note note-green" role="status">
      {granted.login}:已生效。
      {granted.password !== undefined && (
        <>
          密码只显示这一次:<code className="one-line">{granted.password}</code>
        </>
      )}
    </p>
  );
}

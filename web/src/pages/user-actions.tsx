import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '../api/me.js';
import type { User } from '../api/types.js';
import { ROLE_NAMES } from '../app/roles.js';
import { Dialog } from '../parts/dialog.js';
import { Select } from '../parts/select.js';
import { TextField } from '../parts/text-field.js';
import { ROLES } from './new-user.js';
import type { Act } from './users.js';

type Asked = 'reset' | 'role' | 'disable';

const TITLES: Readonly<Record<Asked, string>> = { reset: '重设密码', role: '改角色', disable: '停用' };
const WARNINGS: Readonly<Record<Asked, string>> = {
  reset: '现在的密码、动态口令和所有会话随即失效,新密码只显示一次。',
  role: '所有会话随即结束,按新角色重新登录。',
  disable: '所有会话随即结束,此后不能登录;他做过的事仍在日志里。',
};

/** What an administrator may do with an account; what ends its sessions is asked about first. */
export function UserActions({ user, act }: { readonly user: User; readonly act: Act }) {
  const me = useMe();
  const [asked, setAsked] = useState<Asked>();
  const at = `/users/${encodeURIComponent(user.login)}`;
  if (user.waiting !== undefined)
    return user.waiting.by === me.login ? (
      '等另一管理员'
    ) : (
      <span className="buttons">
        <Button size="small" onClick={() => void act(`${at}/approve`)}>
          同意
        </Button>
        <Button size="small" onClick={() => void act(`${at}/return`)}>
          不同意
        </Button>
      </span>
    );
  if (user.state === 'disabled' || user.login === me.login) return '';
  return (
    <span className="buttons">
      {(['reset', 'role', 'disable'] as const).map((one) => (
        <Button key={one} size="small" danger={one === 'disable'} onClick={() => setAsked(one)}>
          {TITLES[one]}
        </Button>
      ))}
      {asked !== undefined && (
        <Ask
          user={user}
          asked={asked}
          close={() => setAsked(undefined)}
          act={(body) => {
            setAsked(undefined);
            void act(`${at}/${asked}`, body);
          }}
        />
      )}
    </span>
  );
}

interface AskProps {
  readonly user: User;
  readonly asked: Asked;
  readonly close: () => void;
  readonly act: (body?: unknown) => void;
}

function Ask({ user, asked, close, act }: AskProps) {
  const [role, setRole] = useState<string>(user.role);
  const [bank, setBank] = useState(user.bank ?? '');
  const ofBank = role === 'bank' || role === 'bank-approver';
  const body = { role, ...(ofBank ? { bank: bank.trim().toUpperCase() } : {}) };
  return (
    <Dialog
      title={`${TITLES[asked]}:${user.name}(${user.login}),${ROLE_NAMES[user.role]}`}
      open
      close={close}
      narrow
      foot={
        <>
          <Button onClick={close}>不办</Button>
          <Button
            type="primary"
            danger={asked === 'disable'}
            disabled={asked === 'role' && ofBank && bank.trim() === ''}
            onClick={() => act(asked === 'role' ? body : undefined)}
          >
            {TITLES[asked]}
          </Button>
        </>
      }
    >
      <p>{WARNINGS[asked]}</p>
      {asked === 'role' && (
        <>
          <Select label="新角色" choices={ROLES} value={role} set={setRole} />
          {ofBank && <TextField label="银行代码" value={bank} set={setBank} />}
        </>
      )}
      {asked !== 'disable' && <p className="quiet">经办、复核、审批角色的,等另一管理员同意后生效。</p>}
    </Dialog>
  );
}

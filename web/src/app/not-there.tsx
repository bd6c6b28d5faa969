import { Link } from '@tanstack/react-router';
import type { Role } from '../api/types.js';
import { Trouble } from '../parts/states.js';
import { ROLE_NAMES } from './roles.js';

export function NotYours({ role }: { readonly role: Role }) {
  return (
    <section className="state-page">
      <h1>此页不对您的角色开放</h1>
      <p>您以「{ROLE_NAMES[role]}」登录,这一页由别的角色使用。需要查看的,请找管理员调整角色。</p>
      <Link to="/">回到工作台</Link>
    </section>
  );
}

export function NotThere() {
  return (
    <section className="state-page">
      <h1>没有这一页</h1>
      <p>地址可能写错了,或者内容不属于您。</p>
      <Link to="/">回到工作台</Link>
    </section>
  );
}

/** A page that failed to load or broke while drawing. */
export function Broken({ error }: { readonly error: unknown }) {
  return <Trouble error={error} again={() => window.location.reload()} />;
}

import { mayCall } from './operation.js';
import { OPERATIONS } from './operations.js';
import { ROLE_NAME, ROLES } from './roles.js';

/** 谁可以做什么, as a page: made from the very table that the server checks by. */
export function accessPage(): string {
  const head = ['做什么', '接口', ...ROLES.map((role) => ROLE_NAME[role])];
  const rows = OPERATIONS.filter(({ access }) => access !== 'open').map(
    ({ summary, method, path, access }) => [
      summary,
      `\`${method} ${path}\``,
      ...ROLES.map((role) => (mayCall(access, role) ? '✓' : '')),
    ],
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '# 操作台:谁可以做什么',
    '',
    '本页由程序中的同一张表生成(`npm run docs`),请勿手改。银行经办和银行复核只看到本行的行,开户行只看到流水、例外和自己的文件;',
    '看不到的和没有的,回答一样。本人经办的,本人不能复核。',
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

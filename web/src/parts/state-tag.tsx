type Colour = 'green' | 'orange' | 'red' | 'purple' | 'gold' | 'cyan' | 'blue' | 'grey';

/** The colour of a state; the word always stands beside it. */
const COLOURS: Readonly<Record<string, Colour>> = {
  受理: 'green',
  已受理: 'green',
  通过: 'green',
  正常: 'green',
  已处理: 'green',
  已收取: 'green',
  已签发: 'green',
  已入账: 'green',
  缴清: 'green',
  一致: 'green',
  已批准: 'green',
  同意: 'green',
  待核: 'orange',
  待复核: 'orange',
  待审批: 'orange',
  待放行: 'orange',
  待缴: 'orange',
  待查: 'orange',
  经办已签: 'orange',
  提示: 'orange',
  未签发: 'orange',
  退回: 'red',
  退回经办: 'red',
  逾期: 'red',
  不予确认: 'red',
  不同意: 'red',
  拒收: 'red',
  不一致: 'red',
  暂停补偿: 'purple',
  暂停: 'purple',
  资金不足: 'gold',
  建议补偿: 'cyan',
  建议核销: 'cyan',
  已拨付: 'blue',
  已放入收件箱: 'blue',
  已核销: 'grey',
  撤回: 'grey',
  取消: 'grey',
  撤销: 'grey',
  已收回: 'grey',
};

export function StateTag({ state }: { readonly state: string }) {
  if (state === '') return null;
  return <span className={`state state-${COLOURS[state] ?? 'grey'}`}>{state}</span>;
}

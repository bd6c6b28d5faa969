import type { Reading } from './reading.js';

/** Readings that came up while the rules were written. */
export const FOUND_HERE: readonly Reading[] = [
  {
    question: '12号第十八条“归还已补偿的资金”:按补偿比例,还是归还全部补偿?(13号第十九条写明按比例)',
    article: '12号第十六条、第十八条',
    taken: '按第十六条的比例',
    other: '部分收回也归还全部补偿',
    heldBy: 'moneyToReturn(src/rules/recovery/clawback.ts)',
    worth: '补偿150万元、收回60万元:缴回18万元,不是150万元(至多60万元)',
  },
  {
    question: '暂停“办理备案项目的风险补偿业务”期间,可否照常备案?',
    article: '12号第八条、13号第九条',
    taken: '可以备案、可以申请,只是不作补偿',
    other: '备案也暂停',
    heldBy: 'judgeFiling(src/rules/filing/judge.ts)',
    worth: '暂停期间的全部新备案',
  },
  {
    question: '被退回后、期限过了才改正的备案和申请',
    article: '12号第十二条、第十三条,13号第十三条、第十四条',
    taken: '期内报送过的由托管机构决定(F-WINDOW-RESUBMIT、C-WINDOW-RESUBMIT)',
    other: '一律逾期',
    heldBy: 'checkWindowLate(src/rules/filing/window.ts、src/rules/claim/window.ts)',
    worth: '整笔贷款的备案或补偿',
  },
  {
    question: '休息日放款的外币贷款:用之前还是之后的汇率,隔多久还能用?',
    article: '12号第六条第（四）项、13号第七条第（二）项',
    taken: '用此前10天以内最近的一条,更早的待核',
    other: '一律待核,或用其后第一个工作日的',
    heldBy: 'FxTable(src/domain/fx.ts)',
    worth: '分厘之差,只在上限处有影响',
  },
  {
    question: '资金不足时先付谁?',
    article: '12号第二十条、13号第二十一条',
    taken: '两项政策合在一起按到达先后,前面的付不出,后面的都等',
    other: '够付的先付,或两项政策分开',
    heldBy: 'runReview(src/stages/review.ts)',
    worth: '补偿的先后',
  },
  {
    question: '科创借据在备案时填错(余额超过备案金额、代码不一致),小微可否同样补证?',
    article: '12号第十三条、13号第十五条',
    taken: '只有13号写了补充证明:科创待核,小微退回',
    other: '小微也由托管机构决定',
    heldBy: 'C_MISMATCH、C_BALANCE 的 severity(src/rules/claim/filed.ts、balance.ts)',
    worth: '整笔补偿',
  },
  {
    question: '缴回通知未缴清时可否核销?',
    article: '12号第十六条、第十七条,13号第十七条、第十八条',
    taken: '不可,缴清之后才算得准净损失(W-OPEN-CLAWBACK)',
    other: '可以,应缴未缴的一并计入损失',
    heldBy: 'judgeWriteoff(src/rules/writeoff/writeoff.ts)',
    worth: '核销的时间和金额',
  },
  {
    question: '小微的初审多久一次?(13号第十五条写明按季度)',
    article: '12号第十四条',
    taken: '每月末一次,科创每季末一次',
    other: '同科创,按季度',
    heldBy: '参数 run_period、schemesOfRun(src/rules/opinion.ts)',
    worth: '小微补偿的时间,至多提前两个月',
  },
];

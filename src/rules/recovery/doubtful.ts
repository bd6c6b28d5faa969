import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';

/** A recovery as it came before payment; amounts in fen. */
interface EarlyRecovery {
  readonly recoveredOn: IsoDate | undefined;
  readonly principalPart: Fen | undefined;
}

/**
 * What an operator should look at in a recovery that came before payment, each as a clause; no code, for nothing of it is
 * wrong by itself. A part of 0 leaves the base as it is; what was recovered before the claim may have been taken off
 * its outstanding principal already.
 */
export function doubtsBeforePayment(recovery: EarlyRecovery, claimedOn: IsoDate): string[] {
  const { recoveredOn, principalPart } = recovery;
  return [
    ...(principalPart === 0n ? ['其中本金为零,补偿基数不因此降低'] : []),
    ...(recoveredOn !== undefined && recoveredOn < claimedOn
      ? [`回收日期${recoveredOn}早于申请收到日${claimedOn},申请的不良本金余额可能已扣除这一笔`]
      : []),
  ];
}

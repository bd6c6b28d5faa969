import { compareCodePoints } from '../../domain/order.js';

interface Arrived {
  readonly receivedOn: string;
  readonly bank: string;
  readonly fileName: string;
  readonly rowNo: number;
}

/** (received on, sender, file name, row): the order in which items of one kind count. */
export function inOrderOfArrival(a: Arrived, b: Arrived): number {
  return (
    compareCodePoints(a.receivedOn, b.receivedOn) ||
    compareCodePoints(a.bank, b.bank) ||
    compareCodePoints(a.fileName, b.fileName) ||
    a.rowNo - b.rowNo
  );
}

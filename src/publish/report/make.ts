import { incomeTable, reconcilingTable } from './account-tables.js';
import { comparisonTable, feeTable, sampleTable, supportedTable } from './annual-tables.js';
import { bankLines, lossTable, recoveryTable, usageTable, writeoffTable } from './bank-tables.js';
import { compensatedTable, exceptionTable, inHandTable, undoingTable } from './item-tables.js';
import { periodOf, type Report, type ReportSource, type ReportTable, titleOf } from './report.js';

/**
 * The tables of a report, in their order.
 * @param before tables of the same days a year earlier, of an annual report
 */
export async function makeReport(
  source: ReportSource,
  before: readonly ReportTable[] | undefined,
): Promise<Report> {
  const { scope } = source;
  const tables = scope.bank === undefined ? await fundTables(source) : await tablesOfBank(source);
  if (before !== undefined) tables.push(comparisonTable(tables, before));
  return { scope, title: titleOf(scope), period: periodOf(scope), tables };
}

/** What 对比 compares, without 对比 itself. */
export async function fundTables(source: ReportSource): Promise<ReportTable[]> {
  const lines = await bankLines(source);
  const tables = [
    await incomeTable(source),
    usageTable(lines),
    recoveryTable(lines),
    writeoffTable(lines),
    await reconcilingTable(source),
    await inHandTable(source),
    await compensatedTable(source),
    await undoingTable(source),
    await exceptionTable(source),
  ];
  if (source.scope.kind !== 'annual') return tables;
  return [...tables, await supportedTable(source), lossTable(lines), await feeTable(source), sampleTable()];
}

/** A bank's year (XW §16, §17): its lines and each of its compensated loans. */
async function tablesOfBank(source: ReportSource): Promise<ReportTable[]> {
  const lines = await bankLines(source);
  return [
    usageTable(lines),
    recoveryTable(lines),
    writeoffTable(lines),
    await compensatedTable(source),
    await undoingTable(source),
    await exceptionTable(source),
    await supportedTable(source),
    lossTable(lines),
  ];
}

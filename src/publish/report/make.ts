import type { Area } from '../../ledger/views/report-areas.js';
import { incomeTable, reconcilingTable } from './account-tables.js';
import { comparisonTable, feeTable, sampleTable, supportedTable } from './annual-tables.js';
import { areaComparison, areasOf, areaTable } from './area-tables.js';
import { bankLines, lossTable, recoveryTable, usageTable, writeoffTable } from './bank-tables.js';
import { compensatedTable, exceptionTable, inHandTable, undoingTable } from './item-tables.js';
import { ageingTable, concentrationTable, movementTable } from './open-tables.js';
import { originTable } from './origins.js';
import { periodOf, type Report, type ReportSource, type ReportTable, titleOf } from './report.js';

/** The same days a year earlier: what 对比 and 分类对比 are held against. */
export interface Before {
  readonly tables: readonly ReportTable[];
  readonly areas: readonly Area[];
}

/** Books that begin later have nothing of the year before. */
export const NOTHING_BEFORE: Before = { tables: [], areas: [] };

/** The tables of a report, in their order; of a month nothing is compared. */
export async function makeReport(source: ReportSource, before: Before | undefined): Promise<Report> {
  const { scope } = source;
  const tables = scope.bank === undefined ? await fundTables(source) : await tablesOfBank(source);
  const areas = await areasOf(source);
  const more = [areaTable(areas)];
  if (before !== undefined) more.push(areaComparison(areas, before.areas));
  more.push(await ageingTable(source));
  if (scope.bank === undefined) more.push(await concentrationTable(source), await movementTable(source));
  if (before !== undefined && scope.kind === 'annual') tables.push(comparisonTable(tables, before.tables));
  tables.push(...more);
  return { scope, title: titleOf(scope), period: periodOf(scope), tables: [...tables, originTable(tables)] };
}

export async function figuresBefore(source: ReportSource): Promise<Before> {
  const { kind } = source.scope;
  return { tables: kind === 'annual' ? await fundTables(source) : [], areas: await areasOf(source) };
}

/** The tables of the whole fund that 对比 compares. */
async function fundTables(source: ReportSource): Promise<ReportTable[]> {
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

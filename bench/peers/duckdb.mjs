// The register as a DuckDB script makes it: read, check a dozen rules, keep the good rows in a table of a database
// file, write a receipt and the rejects. No ledger, no transaction with other files, no dated tables.
//   node bench/peers/duckdb.mjs FILE FOLDER
import { rmSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [file, folder] = process.argv.slice(2);
rmSync(`${folder}/register.duckdb`, { force: true });
const instance = await DuckDBInstance.create(`${folder}/register.duckdb`, { threads: '2' });
const db = await instance.connect();

await db.run(`
  CREATE TEMP TABLE judged AS
  WITH lines AS (
    SELECT row_number() OVER () + 1 AS row_no, * FROM read_csv('${file}', all_varchar = true, header = true)
  ), typed AS (
    SELECT *, try_cast(放款日期 AS date) AS disbursed, try_cast(合同到期日 AS date) AS matures,
      try_cast(征信报告日期 AS date) AS reported, try_cast(贷款金额 AS decimal(18, 2)) AS principal,
      try_cast(征信未结清余额 AS decimal(18, 2)) AS credit, try_cast("年利率(%)" AS decimal(9, 4)) AS rate,
      list_sum([instr('0123456789ABCDEFGHJKLMNPQRTUWXY', 统一社会信用代码[i]) - 1 for i in range(1, 18)]
        .list_zip([1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]).list_transform(x -> x[1] * x[2])) AS weighed
    FROM lines
  )
  SELECT *, list_filter([
      CASE WHEN length(统一社会信用代码) <> 18 OR instr('0123456789ABCDEFGHJKLMNPQRTUWXY', 统一社会信用代码[18]) - 1 <> (31 - weighed % 31) % 31
        THEN 'FMT-USCC' END,
      CASE WHEN disbursed IS NULL OR matures IS NULL OR reported IS NULL OR principal IS NULL OR principal <= 0
        OR credit IS NULL OR rate IS NULL THEN 'FMT-VALUE' END,
      CASE WHEN disbursed NOT BETWEEN '2025-07-01' AND '2025-09-30' THEN 'F-WINDOW-QUARTER' END,
      CASE WHEN row_number() OVER (PARTITION BY 政策类型, 借据编号 ORDER BY row_no) > 1 THEN 'F-DUPLICATE' END,
      CASE WHEN 亦庄新城范围内 <> '是' THEN 'F-AREA' END,
      CASE WHEN 企业划型 NOT IN ('小型', CASE 政策类型 WHEN 'KC' THEN '中型' ELSE '微型' END) THEN 'F-SIZE' END,
      CASE WHEN 处罚失信情形 = '是' THEN 'F-INTEGRITY' END,
      CASE WHEN 贷款类型 NOT IN ('信用', '知识产权质押', '应收账款质押') THEN 'F-LOAN-TYPE' END,
      CASE WHEN 其他担保 NOT IN ('无', '自然人保证') THEN 'F-COVER' END,
      CASE WHEN matures <= disbursed THEN 'F-MATURITY' END,
      CASE WHEN principal > CASE 政策类型 WHEN 'KC' THEN 30000000 ELSE 10000000 END THEN 'F-CAP-BANK' END,
      CASE WHEN reported > disbursed + 14 THEN 'F-CREDIT-REPORT' END,
      CASE WHEN credit > CASE 政策类型 WHEN 'KC' THEN 50000000 ELSE 30000000 END THEN 'F-CAP-CREDIT' END,
      CASE WHEN rate > 4.5 THEN 'F-RATE' END
    ], x -> x IS NOT NULL) AS codes
  FROM typed`);
await db.run(`CREATE TABLE register AS SELECT row_no, 政策类型, 借据编号, 企业名称, 统一社会信用代码, 贷款类型, 币种, principal, disbursed, matures
  FROM judged WHERE len(codes) = 0`);
await db.run(`COPY (SELECT row_no, 借据编号, CASE WHEN len(codes) = 0 THEN '受理' ELSE '退回' END AS 结果, array_to_string(codes, ';') AS 代码
  FROM judged ORDER BY row_no) TO '${folder}/receipt.csv' (HEADER)`);
await db.run(`COPY (SELECT * EXCLUDE (disbursed, matures, reported, principal, credit, rate, weighed, codes), array_to_string(codes, ';') AS 退回代码
  FROM judged WHERE len(codes) > 0 ORDER BY row_no) TO '${folder}/rejects.csv' (HEADER)`);
db.closeSync();
instance.closeSync();

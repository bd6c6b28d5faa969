"""The register as a pandas script makes it, with the same rules as duckdb.mjs; receipt and rejects as CSV.
usage: pandas_register.py FILE FOLDER"""
import sys
import numpy as np
import pandas as pd

path, folder = sys.argv[1:3]
rows = pd.read_csv(path, dtype=str, keep_default_na=False)
rows.index += 2
disbursed, matures, reported = (pd.to_datetime(rows[c], errors="coerce") for c in ("放款日期", "合同到期日", "征信报告日期"))
principal, credit, rate = (pd.to_numeric(rows[c], errors="coerce") for c in ("贷款金额", "征信未结清余额", "年利率(%)"))
kc = rows["政策类型"] == "KC"

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
uscc = rows["统一社会信用代码"]
sound = uscc.str.fullmatch(f"[{ALPHABET}]{{18}}")
value = np.full(128, -1)
for i, c in enumerate(ALPHABET):
    value[ord(c)] = i
letters = np.frombuffer(uscc.where(sound, "0" * 18).str.cat().encode("ascii"), dtype=np.uint8).reshape(len(rows), 18)
digits = value[letters]
sound &= digits[:, 17] == (31 - digits[:, :17] @ np.array(WEIGHTS) % 31) % 31

faults = {
    "FMT-USCC": ~sound,
    "FMT-VALUE": disbursed.isna() | matures.isna() | reported.isna() | ~(principal > 0) | credit.isna() | rate.isna(),
    "F-WINDOW-QUARTER": (disbursed < "2025-07-01") | (disbursed > "2025-09-30"),
    "F-DUPLICATE": rows.duplicated(["政策类型", "借据编号"]),
    "F-AREA": rows["亦庄新城范围内"] != "是",
    "F-SIZE": ~((rows["企业划型"] == "小型") | (rows["企业划型"] == np.where(kc, "中型", "微型"))),
    "F-INTEGRITY": rows["处罚失信情形"] == "是",
    "F-LOAN-TYPE": ~rows["贷款类型"].isin(["信用", "知识产权质押", "应收账款质押"]),
    "F-COVER": ~rows["其他担保"].isin(["无", "自然人保证"]),
    "F-MATURITY": matures <= disbursed,
    "F-CAP-BANK": principal > np.where(kc, 30_000_000, 10_000_000),
    "F-CREDIT-REPORT": reported > disbursed + pd.Timedelta(days=14),
    "F-CAP-CREDIT": credit > np.where(kc, 50_000_000, 30_000_000),
    "F-RATE": rate > 4.5,
}
codes = np.full(len(rows), "", dtype=object)
for code, wrong in faults.items():
    at = np.flatnonzero(np.asarray(wrong))
    codes[at] = [f"{before};{code}" if before else code for before in codes[at]]
good = codes == ""
receipt = pd.DataFrame({"行号": rows.index, "借据编号": rows["借据编号"], "结果": np.where(good, "受理", "退回"), "代码": codes})
receipt.to_csv(f"{folder}/receipt.csv", index=False)
rows[~good].assign(退回代码=codes[~good]).to_csv(f"{folder}/rejects.csv", index=False)
rows[good].to_csv(f"{folder}/register.csv", index=False)

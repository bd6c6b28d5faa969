// 离线核对的全部办法: nothing but what a browser or Node has (WebCrypto), so that it runs where this program is not.

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @param {Uint8Array} bytes */
async function sha256(bytes) {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (one) => one.toString(16).padStart(2, '0')).join('');
}

/**
 * Checks a pack. Each finding is a sentence for the reader; none means that everything agrees.
 * @param {ReadonlyMap<string, Uint8Array>} files every file of the pack by its path with slashes
 * @param {string | undefined} expected SHA-256 of pack.json as it was told when the pack was made
 * @returns {Promise<{ findings: string[], told: string[] }>}
 */
export async function check(files, expected) {
  const findings = [];
  const told = [];
  const find = (text) => findings.push(text);
  const json = (name) => {
    try {
      return JSON.parse(decoder.decode(files.get(name)));
    } catch {
      find(`${name}:不能读作JSON,或没有这个文件`);
      return undefined;
    }
  };
  const list = files.get('pack.json');
  if (list === undefined) return { findings: ['没有pack.json:这不是审计资料包,或没有选对文件夹'], told };
  const digest = await sha256(list);
  if (expected !== undefined && expected !== '' && expected !== digest)
    find(`pack.json的SHA-256是${digest},与所给的${expected}不同`);
  const own = files.get('pack.json.sha256');
  if (own === undefined || new TextDecoder().decode(own) !== `${digest}  pack.json\n`)
    find('pack.json.sha256与pack.json不符');
  const pack = json('pack.json');
  if (pack === undefined) return { findings, told };
  await checkListed(files, pack, find);
  const hashes = await checkJournal(files, pack, find);
  await checkManifests(files, json, hashes, find);
  await checkConfigurations(files, find);
  told.push(`pack.json SHA-256 ${digest}`, `期间${pack.from}至${pack.to}`);
  told.push(`文件${pack.files.length}份,分录${hashes.length}笔,链头${hashes.at(-1) ?? '(无)'}`);
  return { findings, told };
}

/** Every listed file is there as it was written, and there is no other. */
async function checkListed(files, pack, find) {
  const listed = new Set(['pack.json', 'pack.json.sha256']);
  for (const { name, bytes, sha256: wanted } of pack.files) {
    listed.add(name);
    const file = files.get(name);
    if (file === undefined) find(`${name}:不见了`);
    else if (file.length !== bytes || (await sha256(file)) !== wanted)
      find(`${name}:被改动,与pack.json所列的摘要不同`);
  }
  for (const name of files.keys()) if (!listed.has(name)) find(`${name}:pack.json没有列出`);
}

/** The journal's chain: each entry's hash is made from the one before and all that the entry says. */
async function checkJournal(files, pack, find) {
  const hashes = [];
  const file = files.get('journal.jsonl');
  if (file === undefined) return hashes;
  let previous = '0'.repeat(64);
  const lines = new TextDecoder().decode(file).split('\n').slice(0, -1);
  for (const [i, line] of lines.entries()) {
    const where = `journal.jsonl第${i + 1}行`;
    let entry;
    try {
      entry = JSON.parse(line);
    } catch {
      find(`${where}:不能读作JSON`);
      return hashes;
    }
    if (entry.id !== String(i + 1)) find(`${where}:分录号${entry.id}不连续`);
    if (entry.previous !== previous) find(`${where}:与上一笔的哈希连不上`);
    const content = [
      entry.previous,
      entry.id,
      entry.key,
      entry.postedOn,
      entry.businessNo,
      entry.bank,
      entry.scheme ?? '',
      entry.corrects ?? '',
      entry.text,
      entry.lines,
    ];
    const computed = await sha256(new TextEncoder().encode(JSON.stringify(content)));
    if (computed !== entry.hash) find(`${where}:分录${entry.id}的内容与它的哈希不符`);
    const balance = entry.lines.reduce((sum, [, debit, credit]) => sum + BigInt(debit) - BigInt(credit), 0n);
    if (balance !== 0n) find(`${where}:分录${entry.id}借贷不等`);
    hashes.push(entry.hash);
    previous = entry.hash;
  }
  if (pack.journal.entry !== String(hashes.length) || pack.journal.hash !== hashes.at(-1))
    find('journal.jsonl的最后一笔不是pack.json所说的链头');
  return hashes;
}

/** Each date's manifest: its outputs, the journal as it stood, and the manifest of the date before. */
async function checkManifests(files, json, hashes, find) {
  const names = [...files.keys()].filter((name) => name.endsWith('/manifest.json')).sort();
  for (const name of names) {
    const manifest = json(name);
    if (manifest === undefined) continue;
    const folder = name.slice(0, -'manifest.json'.length);
    for (const { name: output, bytes, sha256: wanted } of manifest.outputs) {
      const file = files.get(folder + output);
      if (file === undefined) find(`${folder}${output}:清单列出而没有`);
      else if (file.length !== bytes || (await sha256(file)) !== wanted)
        find(`${folder}${output}:与清单的摘要不同`);
    }
    const { journal, previous } = manifest;
    if (journal !== null && hashes[Number(journal.entry) - 1] !== journal.hash)
      find(`${name}:所记的分录链头(第${journal.entry}笔)与分录不符`);
    const before = previous === null ? undefined : files.get(`outputs/${previous.date}/manifest.json`);
    if (before !== undefined && (await sha256(before)) !== previous.sha256)
      find(`${name}:所记的前一清单(${previous.date})与它的摘要不符`);
  }
}

/** A configuration is called by the SHA-256 over names, lengths and bytes of its files; an input by that of its bytes. */
async function checkConfigurations(files, find) {
  const folders = new Map();
  for (const [name, bytes] of files) {
    const [top, folder, ...rest] = name.split('/');
    if (top === 'configuration')
      folders.set(folder, [...(folders.get(folder) ?? []), [rest.join('/'), bytes]]);
    if (top === 'inputs' && (await sha256(bytes)) !== folder) find(`${name}:内容与名称(SHA-256)不符`);
  }
  for (const [hash, own] of folders) {
    own.sort(([a], [b]) => (a < b ? -1 : 1));
    const parts = own.flatMap(([name, bytes]) => [
      new TextEncoder().encode(`${name}\n${bytes.length}\n`),
      bytes,
    ]);
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    if ((await sha256(whole)) !== hash) find(`configuration/${hash}:配置文件与配置的标识不符`);
  }
}

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { opinionsOf } from '../../src/ledger/views/day.js';
import { replay, runMonth } from '../../src/pipeline.js';
import { forecast } from '../../src/questions/forecast.js';
import { fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { temporaryFolder } from '../support/files.js';

test('of each month of the sample year, the run says what was foreseen the evening before', {
  timeout: 120_000,
}, async () => {
  const place = await openReplay(SAMPLES.config, join(await temporaryFolder(), 'out'));
  const { db } = place;
  const { reference } = place.configuration;
  const opinions = new Set<string>();
  try {
    for (const [until, run] of [
      ['2026-01-30', '2026-01-31'],
      ['2026-02-27', '2026-02-28'],
      ['2026-03-30', '2026-03-31'],
      ['2026-04-29', '2026-04-30'],
    ] as const) {
      await replay(place, fromRoot(SAMPLES.inbox), until, SILENT);
      const { claims, windows } = await forecast(db, reference, until);
      const foreseen = claims.filter(({ runOn, claim }) => runOn === run && claim.status !== '待核');
      await runMonth(db, run, reference);
      const said = (await opinionsOf(db, run)).filter(({ opinion }) => opinion !== '建议核销');
      expect(
        foreseen.map(({ claim, opinion, position }) => [claim.businessNo, opinion, position.net]),
      ).toEqual(said.map(({ businessNo, opinion, net }) => [businessNo, opinion, net]));
      for (const { opinion } of said) opinions.add(opinion);
      expect(windows.every(({ closes }) => closes >= until)).toBe(true);
      // Filed under both schemes and claimed under KC: not open under XW either.
      expect(windows.map(({ iouNo }) => iouNo)).not.toContain('QH-250710-04');
    }
    expect([...opinions].sort()).toEqual(['建议补偿', '暂停补偿', '资金不足'].sort());
    const { suspended } = await forecast(db, reference, '2026-04-30');
    expect(suspended.map(({ at }) => `${at.bank} ${at.scheme}`)).toContain('LSB XW');
  } finally {
    await db.close();
  }
});

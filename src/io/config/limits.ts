import { z } from 'zod';
import type { FileLimits } from '../../domain/reference.js';
import type { ConfigFile } from './config-files.js';
import { readYaml } from './yaml.js';

const positive = z.string().regex(/^[1-9]\d{0,14}$/, '应为大于0的整数');

const seconds = z.string().regex(/^\d{1,5}$/, '应为不小于0的整数');

const SCHEMA = z.strictObject({
  bytes: positive,
  rows: positive,
  lines: positive.optional(),
  cell_characters: positive,
  name_characters: positive,
  large_bytes: positive.optional(),
  quiet_seconds: seconds.optional(),
  hold_minutes: seconds.optional(),
  marker_senders: z.array(z.string().regex(/^[A-Za-z0-9]{1,32}$/, '应为发送方代码')).optional(),
});

/** `limits.yaml`: what a sender's file may be at most. @throws ConfigError */
export function readLimits(file: ConfigFile): FileLimits {
  const { value } = readYaml(file, SCHEMA);
  return {
    bytes: Number(value.bytes),
    rows: Number(value.rows),
    cellCharacters: Number(value.cell_characters),
    nameCharacters: Number(value.name_characters),
    ...(value.lines === undefined ? {} : { lines: Number(value.lines) }),
    ...(value.large_bytes === undefined ? {} : { largeBytes: Number(value.large_bytes) }),
    ...(value.quiet_seconds === undefined ? {} : { quietSeconds: Number(value.quiet_seconds) }),
    ...(value.hold_minutes === undefined ? {} : { holdMinutes: Number(value.hold_minutes) }),
    ...(value.marker_senders === undefined ? {} : { markerSenders: value.marker_senders }),
  };
}

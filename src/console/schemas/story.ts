import { z } from 'zod';
import { day } from './common.js';

/** The whole story of a loan, as `trace --json` prints it. */
const fact = z.array(z.string()).describe('[标签, 内容]');
const finding = z.object({ code: z.string(), message: z.string(), article: z.string() });
const rule = z.object({
  code: z.string(),
  title: z.string(),
  article: z.string(),
  verdict: z.string(),
  message: z.string(),
  parameters: z.array(fact),
  facts: z.array(fact),
});

export const StoryStep = z
  .object({
    on: day,
    title: z.string(),
    number: z.string(),
    outcome: z.string(),
    source: z
      .object({
        file: z.string().describe('<日期>/<发送方>/<文件名>'),
        row: z.int(),
        sha256: z.string(),
        encoding: z.string(),
        configuration: z.string(),
        cells: z.array(fact),
      })
      .optional(),
    findings: z.array(finding).optional(),
    rules: z.array(rule).optional(),
    amounts: z.array(fact).optional(),
    facts: z.array(fact).optional(),
  })
  .loose()
  .meta({ id: 'StoryStep' });

export const Story = z
  .object({
    bank: z.string(),
    iou: z.string(),
    numbers: z.array(z.string()),
    steps: z.array(StoryStep),
    changes: z.array(
      z.object({
        on: day,
        number: z.string(),
        from: z.string(),
        to: z.string(),
        who: z.string(),
        values: z.array(z.string()),
        message: z.string(),
      }),
    ),
    postings: z.array(
      z.object({
        entry: z.string(),
        on: day,
        number: z.string(),
        text: z.string(),
        account: z.string(),
        debit: z.string(),
        credit: z.string(),
      }),
    ),
  })
  .loose()
  .meta({ id: 'Story' });
export const Stories = z.array(Story).meta({ id: 'Stories' });

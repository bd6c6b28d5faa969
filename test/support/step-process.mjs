import { begin } from './steps.mjs';

/** Loaded before the command (`node --import`): RISKPOOL_STEPS says at which boundary it dies or has a call fail. */
begin(JSON.parse(process.env.RISKPOOL_STEPS ?? '{"of":"crash","at":0,"how":"die"}'));

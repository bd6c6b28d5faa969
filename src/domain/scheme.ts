/** The two policies (政策类型): XW 小微 = 京技管发〔2025〕12号, KC 科创 = 京技管发〔2025〕13号. */
export type Scheme = 'XW' | 'KC';

export const SCHEMES: readonly Scheme[] = ['KC', 'XW'];

export const SCHEME_NAME: Readonly<Record<Scheme, string>> = { XW: '小微', KC: '科创' };

/** How the policy documents are cited in receipts. */
export const SCHEME_DOCUMENT: Readonly<Record<Scheme, string>> = {
  XW: '京技管发〔2025〕12号',
  KC: '京技管发〔2025〕13号',
};

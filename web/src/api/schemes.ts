import { useQuery } from '@tanstack/react-query';
import { get } from './client.js';
import type { SchemeLine, Schemes } from './types.js';

/** The schemes (政策类型) of the configuration, in its order; none until they are known. */
export function useSchemes(): readonly SchemeLine[] {
  const { data } = useQuery({
    queryKey: ['schemes'],
    queryFn: () => get<Schemes>('/schemes'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.items ?? [];
}

/** As choices of a field. */
export const schemeChoices = (schemes: readonly SchemeLine[]) =>
  schemes.map(({ code, name }) => ({ value: code, text: name }));

export const schemeName = (schemes: readonly SchemeLine[], code: string): string =>
  schemes.find((one) => one.code === code)?.name ?? code;

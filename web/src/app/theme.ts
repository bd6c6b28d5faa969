import type { ThemeConfig } from 'antd';

/** Calm and dense; every colour of text keeps a contrast of 4.5 to 1 on its ground. */
export const theme: ThemeConfig = {
  token: {
    fontSize: 14,
    colorPrimary: '#0b5cad',
    colorLink: '#0b5cad',
    colorError: '#b3261e',
    colorSuccess: '#2a6e0f',
    colorWarning: '#8a5300',
    colorTextSecondary: 'rgba(0,0,0,0.68)',
    colorTextTertiary: 'rgba(0,0,0,0.62)',
    colorTextDescription: 'rgba(0,0,0,0.66)',
    colorTextPlaceholder: 'rgba(0,0,0,0.58)',
    borderRadius: 4,
    fontFamily:
      '"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",system-ui,-apple-system,sans-serif',
    motion: false,
  },
  components: {
    Table: { cellPaddingBlockSM: 9, cellPaddingInlineSM: 8, headerBg: '#f3f6fa' },
  },
};

/** The file is no workbook that can be read (FILE-WORKBOOK); `message` is for the sender. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError';
}

/** For what no spreadsheet program writes: not a matter of content, the file itself is broken. */
export const broken = (what: string): WorkbookError =>
  new WorkbookError(`工作簿已损坏(${what})。请用Excel或WPS打开后另存为.xlsx,再重新报送。`);

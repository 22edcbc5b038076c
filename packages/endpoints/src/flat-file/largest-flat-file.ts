/** What Coupa takes in one file (F-462). */
export const largestFlatFile: { readonly rows: number; readonly bytes: number } = {
  rows: 5000,
  bytes: 8 * 1024 * 1024,
}

// Loaded before a program to write its peak resident memory, in KiB, to the file named by PEAK_MEMORY_FILE when it ends.
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  if (process.env.PEAK_MEMORY_FILE) writeFileSync(process.env.PEAK_MEMORY_FILE, String(process.resourceUsage().maxRSS))
})

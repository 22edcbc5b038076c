// Loaded before a program to write what it had of memory and processors to the file named by RESOURCES_FILE when it ends.
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  if (!process.env.RESOURCES_FILE) return
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const resources = { peakMebibytes: maxRSS / 1024, processorSeconds: (userCPUTime + systemCPUTime) / 1e6 }
  writeFileSync(process.env.RESOURCES_FILE, JSON.stringify(resources))
})

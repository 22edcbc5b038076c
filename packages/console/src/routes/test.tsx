import { Page } from '../components/page.tsx'

export function TestResult(): React.JSX.Element {
  return <Page title="Test">…</Page>
}

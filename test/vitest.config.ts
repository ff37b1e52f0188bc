import { cloudflareTest } from "@cloudflare/vitest-plugin"
import { defineConfig } from "vitest/config"
import { network } from "./database.ts"

process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false"
process.env.WRANGLER_SEND_METRICS = "false"

export default defineConfig({
  plugins: [
    cloudflareTest(({ inject }) => ({
      wrangler: { configPath: "./wrangler.toml" },
      remoteBindings: false,
      miniflare: { outboundService: "network", workers: [network(inject("databasePorts"))] },
    })),
  ],
  test: {
    globalSetup: "test/global.ts",
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["test/browser/**"],
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    silent: "passed-only",
  },
})

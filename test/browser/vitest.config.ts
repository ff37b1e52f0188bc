import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    globalSetup: "test/browser/global.ts",
    setupFiles: "test/browser/setup.ts",
    include: ["test/browser/**/*.test.ts"],
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})

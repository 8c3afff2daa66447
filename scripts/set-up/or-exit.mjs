import { SetUpProblem, say } from './say.mjs';

/** The result of `work`; what a person can mend ends the program with its sentence, anything else with its stack. */
export async function orExit(work) {
  try {
    return await work;
  } catch (error) {
    say(error instanceof SetUpProblem ? `error: ${error.message}` : error.stack);
    process.exit(1);
  }
}

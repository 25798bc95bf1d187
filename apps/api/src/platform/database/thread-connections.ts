/** Of the thread that takes exports in: one for points of known series, in one statement at a time; two for new ones. */
export const INTAKE_CONNECTIONS = 3;
/** Of the thread that folds, one for each folder: none waits for another. */
export const FOLDER_CONNECTIONS = 4;

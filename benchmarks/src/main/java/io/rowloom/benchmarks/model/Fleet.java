package io.rowloom.benchmarks.model;

/**
 * What is to be done, and who does it. Stacks and workers are spread evenly over the databases; a worker works for one of them.
 *
 * @param open resources of stacks that are in progress or ended a short while ago, at one moment, in all databases
 * @param depth resources that follow one another in a stack
 * @param actionSeconds that a resource's action takes a slot
 * @param stepMillis from one success to the start of what waited for it
 * @param connections of one worker
 */
record Fleet(double resources, double stackSize, double open, double depth, double actionSeconds, double stepMillis,
        double workers, double slots, double workerCores, double connections) {}

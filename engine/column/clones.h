// Loops over every byte or row that are compiled twice: for the processors of the last ten years
// (x86-64-v3: counts of bits, 256-bit registers) and for any other; which one runs is settled when
// the program starts. Both do the same integer arithmetic, so that no figure depends on it.
//
// Put ASSIZE_CLONES before the definition of a function that is no template; what it inlines is
// compiled twice too. Without effect under sanitizers, whose start-up is later than the choice.
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && \
    defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define ASSIZE_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define ASSIZE_CLONES
#endif

// For a template that only such functions call: without it the compiler may make one common copy.
#define ASSIZE_INLINED __attribute__((always_inline)) inline

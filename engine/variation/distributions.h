// Distributions: the one door to Boost.Math, which nothing else of the tree includes.
//
// Probabilities are from 0 to 1. Arguments outside what is said give kNone (numbers.h), never an
// exception.
#pragma once

namespace assize::variation {

double normal_quantile(double p);                       // of (0, 1)
double normal_upper_tail(double z);                     // P(Z > z)
double chi_squared_quantile(double p, double degrees);  // degrees > 0
double chi_squared_upper_tail(double x, double degrees);
double student_quantile(double p, double degrees);
double beta_quantile(double p, double a, double b);  // a, b > 0

// P(X <= k); 0 below 0. `k` is a whole number.
double binomial_cdf(double k, double n, double p);
double binomial_pmf(double k, double n, double p);
double poisson_cdf(double k, double mean);
double poisson_pmf(double k, double mean);
double hypergeometric_pmf(unsigned k, unsigned drawn, unsigned marked, unsigned all);

// The smallest whole k with P(X <= k) >= p.
double binomial_quantile(double p, double n, double chance);

}  // namespace assize::variation
